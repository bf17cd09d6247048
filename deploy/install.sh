#!/usr/bin/env bash
# Makes a service of this checkout: a user of its own, the unit, a file for the token. As root, after `make setup`.
# It may be run again, as after an upgrade: what is there stays, only the unit is written anew.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
units=/etc/systemd/system
secrets=/etc/qingfeng/environment

[ "$(id -u)" = 0 ] || { echo "请用 root 运行 / run this as root" >&2; exit 2; }
case $here in
/home/* | /root/* | /run/user/*)
    # The unit hides these folders from the bot (ProtectHome).
    echo "请把整个文件夹放到 /srv/qingfeng 这样的地方，再运行 / move the checkout to a place such as /srv/qingfeng" >&2
    exit 2
    ;;
esac
[ -x "$here/.venv/bin/python" ] || { echo "请先运行 make setup / run make setup first" >&2; exit 2; }

id qingfeng >/dev/null 2>&1 ||
    useradd --system --user-group --no-create-home --home-dir "$here" --shell /usr/sbin/nologin qingfeng
install -d -m 700 -o qingfeng -g qingfeng "$here/data"
install -d -m 755 "${secrets%/*}"
if [ ! -e "$secrets" ]; then
    install -m 600 /dev/null "$secrets"
    echo "BOT_TOKEN=" >"$secrets"
fi
# The service may not write here, so what Python compiles is compiled now: else each start does it again.
(cd "$here" && .venv/bin/python -m compileall -q bot.py cli core emulator handlers knowledge services storage)
sed "s|/srv/qingfeng|$here|g" "$here/deploy/qingfeng.service" >"$units/qingfeng.service"
chmod 644 "$units/qingfeng.service"
systemctl daemon-reload

if grep -q '^BOT_TOKEN=.' "$secrets"; then
    systemctl enable qingfeng.service
    systemctl restart qingfeng.service
    echo "✓ 服务已启动 / started: journalctl -u qingfeng -f"
else
    echo "请把令牌写进 $secrets（BOT_TOKEN=…），再运行一次 / write the token into that file, then run this again"
fi
