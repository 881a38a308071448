"""PyInstaller runs this file when a program imports ``sagemaker_typed``."""

from sagemaker_typed._pyinstaller import lazy_modules

hiddenimports = lazy_modules()
