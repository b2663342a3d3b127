#!/bin/sh
# Tells the desktop what is new in folder $1, by those of its tools that are here.
set -u
command -v update-desktop-database >/dev/null 2>&1 && update-desktop-database -q "$1/applications"
command -v update-mime-database >/dev/null 2>&1 && update-mime-database "$1/mime" >/dev/null 2>&1
command -v gtk-update-icon-cache >/dev/null 2>&1 &&
    gtk-update-icon-cache -q -t -f "$1/icons/hicolor" >/dev/null 2>&1
exit 0
