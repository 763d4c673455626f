#!/bin/sh
# make_venv.sh FOLDER [PYTHON]: an empty virtual environment, made with PYTHON or the first python3 that is new enough.
set -eu

stop() {
    echo "mapper: $1" >&2
    exit 1
}

new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

python=
for candidate in ${2:-python3 python3.14 python3.13 python3.12 python3.11}; do
    if new_enough "$candidate"; then
        python=$candidate
        break
    fi
done
[ "$python" ] || stop "Python 3.11 or later is needed and ${2:-python3} is not; name one that is: make PYTHON=/path/to/python3.12 demo"
"$python" -c 'import ensurepip, venv' 2>/dev/null ||
    stop "$python cannot make virtual environments; on Debian and Ubuntu: apt-get install python3-venv"
"$python" -m venv --clear "$1"
