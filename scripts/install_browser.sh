#!/bin/sh
# Debian's chromium for the browser tests, and axe-core (MPL-2.0, a tool of the tests alone) for those of accessibility,
# where they are missing and we may install them. Without them those tests skip and say so; in continuous integration
# (CI=true) their absence is an error, or a test that never ran would look green.
set -eu
cd "$(dirname "$0")/.."

AXE=axe-core@4.10.3
if [ ! -f node_modules/axe-core/axe.min.js ]; then
    if command -v npm >/dev/null; then
        echo "Installing $AXE for the tests of accessibility ..."
        npm install --silent --no-save --no-package-lock --ignore-scripts --prefix . "$AXE" >/dev/null ||
            echo "mapper: npm could not install $AXE" >&2
    fi
    if [ ! -f node_modules/axe-core/axe.min.js ]; then
        echo "mapper: there is no axe-core, which the tests of accessibility need; npm install --no-save $AXE" >&2
        [ "${CI:-}" != true ] || exit 1
    fi
fi

if command -v chromium >/dev/null; then
    exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing chromium for the browser tests ..."
    apt-get update -qq &&
        DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends chromium fonts-liberation >/dev/null ||
        echo "mapper: apt-get could not install chromium" >&2
fi
if ! command -v chromium >/dev/null; then
    echo "mapper: there is no chromium, which the browser tests need; as root: apt-get install chromium" >&2
    [ "${CI:-}" != true ]
fi
