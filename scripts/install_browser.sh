#!/bin/sh
# What the tests of the page need, where it is missing and we may install it: Debian's chromium and firefox-esr, and from
# npm axe-core (MPL-2.0: rules of accessibility), TypeScript (Apache-2.0: checks the scripts' types), oxlint (MIT:
# checks their style), scorm-again (MIT: a platform that speaks SCORM) and gift-pegjs (MIT: reads GIFT); tools of the tests
# alone. Without them those tests skip and say so; in continuous integration
# (CI=true) their absence is an error, or a test that never ran would look green.
set -eu
cd "$(dirname "$0")/.."

TOOLS="axe-core@4.10.3 typescript@7.0.2 oxlint@1.94.0 scorm-again@3.4.3 gift-pegjs@1.0.2"
MISSING=
for tool in $TOOLS; do
    [ -d "node_modules/${tool%@*}" ] || MISSING=yes
done
if [ -n "$MISSING" ] && command -v npm >/dev/null; then
    echo "Installing $TOOLS for the tests of the page ..."
    # shellcheck disable=SC2086 -- five words
    npm install --silent --no-save --no-package-lock --ignore-scripts --prefix . $TOOLS >/dev/null ||
        echo "mapper: npm could not install $TOOLS" >&2
fi
for tool in $TOOLS; do
    if [ ! -d "node_modules/${tool%@*}" ]; then
        echo "mapper: there is no ${tool%@*}, which tests of the page need; npm install --no-save $TOOLS" >&2
        [ "${CI:-}" != true ] || exit 1
    fi
done

for browser in chromium firefox-esr; do
    if ! command -v "$browser" >/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "Installing $browser for the browser tests ..."
        apt-get update -qq &&
            DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends "$browser" fonts-liberation >/dev/null ||
            echo "mapper: apt-get could not install $browser" >&2
    fi
    if ! command -v "$browser" >/dev/null; then
        echo "mapper: there is no $browser, which browser tests need; as root: apt-get install $browser" >&2
        [ "${CI:-}" != true ] || exit 1
    fi
done
