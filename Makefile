# Two commands matter: `make run` sets everything up, does the main job into out/ and opens the workstation; `make check` runs every test.

SHELL := /bin/bash
TAGS := x11,migrated_fynedo,sqlite_fts5,sqlite_foreign_keys,sqlite_omit_load_extension
export CGO_CFLAGS := -O2 -g -DSQLITE_DQS=0 -DSQLITE_TRUSTED_SCHEMA=0
export GOFLAGS := -tags=$(TAGS)
GO ?= go
OUT := out

# What building, and what testing, need of Debian.
BUILD_DEBS := gcc pkg-config libgl1-mesa-dev xorg-dev
TEST_DEBS := xvfb openbox xdotool imagemagick dbus-x11 libgl1-mesa-dri poppler-utils qpdf mupdf-tools zbar-tools xclip python3 curl unzip git \
	fcitx5 fcitx5-pinyin fcitx5-chinese-addons default-jre-headless libpdfbox2-java libjakarta-activation-java libjaxb-api-java \
	openssh-server

# Packages that link the window system's C code, which the race detector would have to build anew; they only put others together.
PLAIN := . ./app ./app/command

.PHONY: run build check setup-build setup-check format vet staticcheck test plain race bench-smoke archive sftp bench bench-peers window web-check ime ime-xim article screens fonts clean

run: build
	mkdir -p $(OUT)
	bin/galley demo --out $(OUT)
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then bin/galley; \
	else echo "There is no display here, so the workstation stays closed. The article is in $(OUT)/article.pdf, its share code in $(OUT)/qr.png."; fi

build: setup-build
	$(GO) build -trimpath -ldflags "-s -w" -o bin/galley .

check: setup-check format vet staticcheck plain race bench-smoke archive sftp window ime
	@echo "make check: all passed"

# Installs what is missing with apt, which asks for the password where that needs one.
define install
	@missing=$$(for p in $(1); do dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || echo $$p; done); \
	if [ -n "$$missing" ] && command -v apt-get >/dev/null; then \
		echo "installing" $$missing; \
		sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
		$$sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
	fi
endef

setup-build:
	$(call install,$(BUILD_DEBS))

setup-check: setup-build
	$(call install,$(TEST_DEBS))

format:
	@bad=$$(git ls-files '*.go' | xargs gofmt -l); [ -z "$$bad" ] || { echo "not gofmt-ed:"; echo "$$bad"; exit 1; }

vet:
	$(GO) vet ./...

staticcheck:
	$(GO) tool staticcheck -tags $(TAGS) ./...

# Every test once, without the race detector: the quick way while working.
test:
	$(GO) test ./...

plain:
	$(GO) test $(PLAIN)

race:
	$(GO) test -race -short $$($(GO) list ./... | grep -vxF "$$($(GO) list $(PLAIN))")

# One iteration of every benchmark: they assert that the work is right, not how long it takes.
bench-smoke:
	$(GO) test -run '^$$' -bench . -benchtime 1x ./...

# PDF/A-1b by Apache PDFBox preflight, an outside validator.
archive:
	$(GO) test -tags $(TAGS),preflight -run Archive ./export/pdf

# A site sent to OpenSSH's own server.
sftp:
	$(GO) test -tags $(TAGS),sshd -run OpenSSH ./app/site/sftp

bench:
	$(GO) test -run '^$$' -bench . -benchmem ./...

# 72,000 characters by Galley and by those of Typst, XeLaTeX, LibreOffice, WeasyPrint and Chromium that are installed, with ratios. Typst's
# npm package counts as well: NODE_PATH says where @myriaddreamin/typst-ts-node-compiler is.
bench-peers:
	$(GO) test -count=1 -run '^$$' -bench '^BenchmarkPeers$$' -benchtime 5x ./export/pdf -peers

# The whole job by keys and mouse in a virtual display.
window: build
	app/testdata/window/run $(OUT)/window
	app/testdata/window/kill $(OUT)/kill
	app/testdata/window/settings $(OUT)/settings
	app/testdata/window/share $(OUT)/share

# Pages of every kind by vnu, and by axe-core in headless Chromium, at two widths, light and dark; npm has both. Takes a minute and a half. Not part
# of check, for what it needs: nodejs npm chromium, and Java.
web-check:
	rm -rf $(OUT)/web-check && mkdir -p $(OUT)/web-check/npm
	GALLEY_WEB_PAGES=$(abspath $(OUT))/web-check/site $(GO) test ./export/web -count=1 -run '^TestLook$$'
	cp export/web/testdata/check/* $(OUT)/web-check/npm
	cd $(OUT)/web-check/npm && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	node $(OUT)/web-check/npm/check.mjs $(OUT)/web-check/site $(OUT)/web-check/pictures

# Chinese through a real input method: in every place where one types, and then a whole article of headings, a list, a table, a picture, a link, a note
# and corrections, undone, done again, killed, gone on with and printed. make article SENTENCES=110 writes one of 2,000 characters.
SENTENCES := 12
ime: build article
	app/testdata/window/ime dbus $(OUT)/ime-dbus

article: build
	app/testdata/window/article $(OUT)/article bin/galley $(SENTENCES)

# The same where the input method can be reached through the toolkit only. Keys and commits come by two ways there, so that a busy machine can
# put them in another order: it is not part of check.
ime-xim: build
	app/testdata/window/ime xim $(OUT)/ime-xim

# Every window and dialog with sample data as pictures, without a display.
screens:
	rm -rf $(OUT)/screens && mkdir -p $(OUT)/screens
	$(GO) test ./app/desk -count=1 -run '^TestScreens$$' -screens $(abspath $(OUT))/screens

# Makes assets/fonts again from their sources; see assets/fonts/README.md.
fonts:
	assets/fonts/make.sh

clean:
	rm -rf bin $(OUT)
