#!/bin/bash
# Makes the faces of this folder again from their sources: see README.md. Needs Debian 12, npm and a network; writes beside itself.
#
#	apt-get install npm python3-fonttools unicode-data fonts-lxgw-wenkai
#
# GALLEY_FONT_SOURCES names a folder that already holds the two npm archives, if there is one.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

wenkai=/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf
for family in serif sans; do
	archive=expo-google-fonts-noto-$family-sc-0.4.3.tgz
	if [ -n "${GALLEY_FONT_SOURCES:-}" ]; then
		cp "$GALLEY_FONT_SOURCES/$archive" "$work/"
	else
		(cd "$work" && npm pack --silent "@expo-google-fonts/noto-$family-sc@0.4.3" >/dev/null)
	fi
done

(cd "$work" && sha256sum --quiet -c) <<SUMS
ff6bcf5ba68d92dfecc05544bb150f9e724741a932354a0dd97e7289c40a3f5e  expo-google-fonts-noto-serif-sc-0.4.3.tgz
0d69d0f4971d2ff574e3d93cbc218dc950bf3f3f8f8e2c008d97687ed53aee59  expo-google-fonts-noto-sans-sc-0.4.3.tgz
bbf534b0ca093928f94d1782855e65a19a32cde82b075d495d072025521953c8  $wenkai
SUMS

for family in serif sans; do
	tar -xzf "$work/expo-google-fonts-noto-$family-sc-0.4.3.tgz" -C "$work" --one-top-level="$family" --strip-components=1
	cp "$work/$family/LICENSE_FONT" "$here/OFL-noto-$family-sc.txt"
done
/usr/bin/python3 "$here/subset.py" "$work/serif" "$work/sans" "$wenkai" "$here"
