"""The style sheet of the whole window, made from a theme: the one place that dresses widgets.

Widgets say what they are by the properties ``part`` (their role) and ``ink`` (the colour of their
words); what changes with every answer is painted instead, so that nothing is polished again.
"""

from __future__ import annotations

from string import Template
from typing import Final

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from posdesk.domain.text import Lang
from posdesk.ui.icons import icons_folder
from posdesk.ui.theme import Theme, font

INKS: Final = ("text", "text2", "text3", "accent", "onAccent")

_SHEET: Final = Template("""
QWidget { color: $text; }
QMainWindow, QDialog { background: $bg; }
QToolTip { background: $surface; color: $text; border: 1px solid $control; padding: 4px 8px; }

QFrame[part="card"] { background: $surface; border: 1px solid $border; border-radius: 8px; }
QFrame[part="sunken"] { background: $sunken; border: 1px solid $border; border-radius: 8px; }
QFrame[part="well"] { background: $surface; border: 1px solid $control; border-radius: 6px; }
QFrame[part="invitation"] { background: $wait_soft; border: 1px dashed $wait_line;
  border-radius: 8px; }
QFrame[part="drop"] { background: transparent; border: 1px dashed $control; border-radius: 6px; }
QFrame[part="rule"] { background: $stop_soft; border: 1px solid $stop_line; border-radius: 8px; }
QFrame[part="trouble"] { background: $wait_soft; border: 1px solid $wait_line; border-radius: 6px; }
QFrame[part="done"] { background: $go_soft; border: 1px solid $go_line; border-radius: 6px; }
QFrame[part="rail"] { background: $surface; border: none; border-right: 1px solid $border; }
QFrame[part="status"] { background: $surface; border: none; border-top: 1px solid $border; }
QFrame[part="head"] { background: $surface; border: none; border-bottom: 1px solid $border; }
QFrame[part="line"] { background: $border; border: none; max-height: 1px; min-height: 1px; }
QLabel { background: transparent; }
QLabel[part="keycap"] {
  background: $sunken; color: $text2; border: 1px solid $border; border-radius: 4px;
  padding: 0 6px; min-height: 18px; max-height: 18px; min-width: 8px;
}

QPushButton { background: $surface; border: 1px solid $control; border-radius: 6px;
  padding: 0 16px; min-height: 38px; text-align: center; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $accentSoft; }
QPushButton:focus { border: 2px solid $focus; padding: 0 15px; min-height: 36px; }
QPushButton:disabled { color: $text3; border-color: $border; }
QPushButton[part="primary"] { background: $accent; color: $onAccent; border-color: $accent;
  font-weight: 700; }
QPushButton[part="primary"]:hover { background: $path; border-color: $path; color: $onPath; }
QPushButton[part="primary"]:focus { border: 2px solid $text; }
QPushButton[part="primary"]:disabled { background: $sunken; color: $text3; border-color: $border; }
QPushButton[part="danger"] { background: $stop_solid; color: $stop_on; border-color: $stop_solid;
  font-weight: 700; }
QPushButton[part="danger"]:hover { border-color: $text; }
QPushButton[part="danger"]:focus { border: 2px solid $text; }
QPushButton[part="danger"]:disabled { background: $sunken; color: $text3; border-color: $border; }
QPushButton[part="link"] { background: transparent; border: 1px solid transparent; color: $accent;
  padding: 0 8px; text-align: left; }
QPushButton[part="link"]:hover { background: $hover; }
QPushButton[part="link"]:focus { border: 2px solid $focus; padding: 0 7px; }
QPushButton[part="link"][flush="true"] { padding: 0 8px 0 0; }
QPushButton[part="icon"] { background: transparent; border: 1px solid transparent; padding: 0;
  min-width: 38px; max-width: 38px; }
QPushButton[part="icon"][framed="true"] { border: 1px solid $border; background: $surface; }
QPushButton[part="icon"]:hover { background: $hover; }
QPushButton[part="icon"]:focus { border: 2px solid $focus; min-width: 36px; max-width: 36px; }
QPushButton[part="icon"]:checked { background: $accentSoft; }
QPushButton[pad="true"] { min-width: 82px; max-width: 82px; min-height: 54px; max-height: 54px;
  padding: 0; }
QPushButton[part="choice"] { padding: 0 12px; }
QPushButton[part="choice"]:checked { background: $accentSoft; color: $accent;
  border: 2px solid $accentLine; padding: 0 11px; min-height: 36px; font-weight: 700; }
QPushButton[part="choice"]:checked:focus { border-color: $focus; }
QPushButton[part="tick"] { background: transparent; border: 1px solid transparent;
  padding: 0 8px 0 1px; text-align: left; }
QPushButton[part="tick"]:hover { background: $hover; }
QPushButton[part="tick"]:focus { border: 2px solid $focus; padding: 0 7px 0 0; }

QListWidget { background: $surface; border: 1px solid $control; border-radius: 6px; padding: 4px; }
QListWidget:focus { border: 2px solid $focus; padding: 3px; }
QListWidget::item { padding: 0 6px; border-radius: 4px; color: $text; }
QListWidget::item:hover { background: $hover; }
QListWidget::item:focus { background: $accentSoft; }
QListWidget[part="contents"] { background: transparent; border: none; padding: 0; }
QListWidget[part="contents"]:focus { border: none; padding: 0; }
QListWidget[part="contents"]::item { padding: 0 10px; border: 2px solid transparent; }
QListWidget[part="contents"]::item:disabled { color: $text2; background: transparent; }
QListWidget[part="contents"]::item:selected { background: $accentSoft; color: $accent; }
QListWidget[part="contents"]::item:focus { border: 2px solid $focus; }
QTextBrowser[part="reader"] { background: $surface; border: 2px solid transparent;
  border-radius: 8px; selection-background-color: $accent; selection-color: $onAccent; }
QTextBrowser[part="reader"]:focus { border: 2px solid $focus; }

QPushButton::menu-indicator { width: 0; }

QLineEdit, QPlainTextEdit, QDateTimeEdit, QComboBox {
  background: $surface; border: 1px solid $control; border-radius: 6px; padding: 0 10px;
  min-height: 38px; selection-background-color: $accent; selection-color: $onAccent;
}
QLineEdit:disabled { background: $sunken; border: 1px dashed $control; color: $text; }
QPushButton[held="true"]:disabled { color: $text2; background: $sunken;
  border: 1px dashed $control; }
QPushButton[part="icon"][held="true"]:disabled { background: transparent; border: none; }
QLineEdit[part="row"]:disabled { border: none; background: transparent; }
QPushButton[held="true"]:disabled:checked { color: $text; background: $sunken;
  border: 2px dashed $control; }
QLineEdit, QPlainTextEdit { placeholder-text-color: $text3; }
QPlainTextEdit { padding: 6px 8px; }
QLineEdit:focus, QPlainTextEdit:focus, QDateTimeEdit:focus, QComboBox:focus {
  border: 2px solid $focus; padding: 0 9px; min-height: 36px; }
QPlainTextEdit:focus { padding: 5px 7px; }
QLineEdit[part="quiet"] { border: 1px solid transparent; background: transparent; padding: 0 3px;
  min-height: 22px; border-radius: 4px; }
QLineEdit[part="quiet"]:hover { background: $hover; }
QLineEdit[part="quiet"]:focus { border: 2px solid $focus; padding: 0 2px; min-height: 20px;
  background: $surface; }
QLineEdit[part="bare"], QLineEdit[part="bare"]:focus { border: none; background: transparent;
  padding: 0; }
QLineEdit[part="row"] { border: 1px solid transparent; background: transparent; }
QLineEdit[part="row"]:hover { border: 1px solid $control; background: $surface; }
QLineEdit[part="row"]:focus { border: 2px solid $focus; background: $surface; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $control;
  selection-background-color: $accentSoft; selection-color: $text; }

QScrollArea, QScrollArea > QWidget > QWidget[part="page"] { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar::handle:vertical { background: $border; border-radius: 4px; min-height: 32px;
  margin: 1px; }
QScrollBar::handle:vertical:hover { background: $control; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle:horizontal { background: $border; border-radius: 4px; min-width: 32px;
  margin: 1px; }
QScrollBar::handle:horizontal:hover { background: $control; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QMenu { background: $surface; border: 1px solid $control; border-radius: 6px; padding: 6px; }
QMenu::item { padding: 10px 24px 10px 12px; border-radius: 4px; color: $text; }
QMenu::item:selected { background: $accentSoft; }
QMenu::item:checked { color: $accent; font-weight: 700; }
QMenu::indicator { width: 16px; height: 16px; margin-left: 6px; }
QMenu::indicator:checked { image: url("$icons/check.svg"); }
QMenu::separator { height: 1px; background: $border; margin: 6px 4px; }
QProgressBar { background: $sunken; border: 1px solid $border; border-radius: 4px;
  min-height: 8px; max-height: 8px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
""")


def style_sheet(theme: Theme) -> str:
    """Return the style sheet of ``theme``."""
    values = dict(theme.colours, icons=icons_folder().as_posix())
    inks = [f'QLabel[ink="{n}"] {{ color: {theme.colours[n]}; }}' for n in INKS]
    for name, tone in theme.tones.items():
        values |= {f"{name}_soft": tone.soft, f"{name}_line": tone.line}
        values |= {f"{name}_solid": tone.solid, f"{name}_on": tone.on_solid}
        inks.append(f'QLabel[ink="{name}"] {{ color: {tone.soft_text}; }}')
    return _SHEET.substitute(values) + "\n".join(inks)


def dress(app: QApplication, theme: Theme, lang: Lang = "zh_CN") -> None:
    """Dress the whole application in ``theme``; English gets quotation marks of its own width."""
    if app.style().objectName() != "fusion":  # what is set again is polished again, all of it
        app.setStyle("Fusion")
    body = QFont(font("body"))
    if lang == "en":
        body.setFeature(QFont.Tag("pwid"), 1)
    if app.font() != body:
        app.setFont(body)
    sheet = style_sheet(theme)
    if app.styleSheet() != sheet:
        app.setPalette(theme.palette())
        app.setStyleSheet(sheet)
