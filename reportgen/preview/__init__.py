"""The report in a browser while it is written: built at every save, findings beside the text.

`session` is the whole of it on one screen. The thread that watches and builds hands finished
editions to those that serve; what a browser can ask for stands in `routes`.
"""

from reportgen.preview.editions import Edition
from reportgen.preview.opening import private_address
from reportgen.preview.session import Preview

__all__ = ["Edition", "Preview", "private_address"]
