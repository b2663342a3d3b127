"""The one place that asks a person anything in a dialog, so that tests record instead of block."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from posdesk.i18n import Translator


class Questions:
    """Asks over the window; handed to panels, which never open a dialog of their own."""

    def __init__(self, tr: Translator, window: QWidget | None = None) -> None:
        self.tr = tr
        self.window = window

    def files_to_open(self) -> tuple[Path, ...]:
        """Return the files a person chose to add to a case; empty where they chose none."""
        tr = self.tr
        kinds = tr("Pictures and documents") + " (*.jpg *.jpeg *.png *.webp *.heic *.pdf *.txt);;"
        named, _ = QFileDialog.getOpenFileNames(
            self.window, tr("Add files"), "", kinds + tr("All files") + " (*)"
        )
        return tuple(Path(name) for name in named)

    def year_file(self) -> Path | None:
        """Return the file with the holidays of a year, ``None`` where none was chosen."""
        named, _ = QFileDialog.getOpenFileName(
            self.window, self.tr("Bring in a year file"), "", "TOML (*.toml)"
        )
        return Path(named) if named else None

    def folder(self) -> Path | None:
        """Return the folder a person chose, ``None`` where they thought better of it."""
        named = QFileDialog.getExistingDirectory(self.window, self.tr("Choose a folder"))
        return Path(named) if named else None

    def backup_file(self) -> Path | None:
        """Return the backup that a person chose, ``None`` where they thought better of it."""
        kinds = self.tr("Backups") + " (*.backup);;" + self.tr("All files") + " (*)"
        named, _ = QFileDialog.getOpenFileName(self.window, self.tr("Choose a backup"), "", kinds)
        return Path(named) if named else None

    def bundle_file(self) -> Path | None:
        """Return the bundle that a person wants checked, ``None`` where they want none."""
        kinds = "PDF (*.pdf);;" + self.tr("All files") + " (*)"
        named, _ = QFileDialog.getOpenFileName(self.window, self.tr("Choose a bundle"), "", kinds)
        return Path(named) if named else None

    def certificate_file(self) -> Path | None:
        """Return the certificate that a person trusts, ``None`` where they want none."""
        kinds = self.tr("Certificates") + " (*.pem *.cer *.crt *.der);;"
        named, _ = QFileDialog.getOpenFileName(
            self.window,
            self.tr("Choose a certificate"),
            "",
            kinds + self.tr("All files") + " (*)",
        )
        return Path(named) if named else None

    def path_to_save(self, suggested: Path) -> Path | None:
        """Return where to save a PDF, ``None`` where the person thought better of it."""
        named, _ = QFileDialog.getSaveFileName(
            self.window, self.tr("Save the PDF"), str(suggested), "PDF (*.pdf)"
        )
        if not named:
            return None
        path = Path(named)
        return path if path.suffix else path.with_suffix(".pdf")

    def file_to_save(self, suggested: Path) -> Path | None:
        """Return where to save a file of that kind, ``None`` where nobody wants to after all."""
        kind = suggested.suffix
        shown = f"{kind[1:].upper()} (*{kind})"
        named, _ = QFileDialog.getSaveFileName(
            self.window, self.tr("Save the file"), str(suggested), shown
        )
        if not named:
            return None
        path = Path(named)
        return path if path.suffix else path.with_suffix(kind)

    def tell(self, sentence: str) -> None:
        """Say one calm sentence that has no place of its own on a page."""
        box = QMessageBox(self.window)
        box.setWindowTitle("PosDesk")
        box.setText(sentence)
        box.addButton(self.tr("Close"), QMessageBox.ButtonRole.AcceptRole)
        box.exec()
