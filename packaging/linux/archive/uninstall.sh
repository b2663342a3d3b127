#!/bin/sh
# Takes PosDesk away as install.sh put it there; the shop's data and backups stay where they are.
set -eu

base=$(cd -- "$(dirname -- "$0")" && pwd)
say() { printf '%s\n%s\n' "$1" "$2"; }

if [ ! -f "$base/share.txt" ] || [ ! -L "$base/current" ]; then
    say "请运行装好的那一个，例如 ~/.local/lib/posdesk/uninstall.sh；什么都没有改。" \
        "Run the installed one, such as ~/.local/lib/posdesk/uninstall.sh; nothing was changed." >&2
    exit 2
fi

share=$(cat -- "$base/share-folder.txt")
for bin in "$HOME/.local/bin" /usr/local/bin; do
    if [ "$(readlink "$bin/posdesk" 2>/dev/null || true)" = "$base/current/posdesk" ]; then
        rm -f -- "$bin/posdesk"
    fi
done
while read -r file; do rm -f -- "$share/$file"; done < "$base/share.txt"
"$base/refresh.sh" "$share"
rm -f -- "$base/current" "$base/share.txt" "$base/share-folder.txt"
rm -rf -- "$base"/[0-9]*
rm -f -- "$base/refresh.sh" "$base/uninstall.sh"
rmdir -- "$base" 2>/dev/null || true

say "PosDesk 已卸载。店里的数据和备份都在原处（通常是 ~/.local/share/PosDesk）。" \
    "PosDesk is uninstalled. The shop's data and backups are where they were (~/.local/share/PosDesk)."
