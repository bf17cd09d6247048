#!/usr/bin/env bash
# Runs one command of the bot as the service does: as its user, with its variables. As root:
#   bash deploy/command.sh check
# What it writes belongs to the service's user, who may write into data/ only; -o is best left off: … > file
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
secrets=/etc/qingfeng/environment

[ "$(id -u)" = 0 ] || { echo "请用 root 运行 / run this as root" >&2; exit 2; }
[ -r "$secrets" ] || { echo "请先运行 bash deploy/install.sh / run that first" >&2; exit 2; }

# As systemd reads it: a variable a line, as it stands; the bot takes quotes away by itself.
while IFS= read -r line || [ -n "$line" ]; do
    if [[ $line =~ ^[A-Za-z_][A-Za-z_0-9]*= ]]; then
        export "${line?}"
    fi
done <"$secrets"
umask 077
export HOME="$here"
exec runuser -u qingfeng -- "$here/.venv/bin/python" "$here/bot.py" "$@"
