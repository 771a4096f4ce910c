"""The report in a browser while it is written: built at every save, findings beside the text.

`session` is a year's preview on one screen, `hosting` the server for as long as it lives. The
thread that watches and builds hands finished editions to those that serve; what a browser can ask
for stands in `routes`.
"""

from reportgen.preview.editions import Edition
from reportgen.preview.hosting import Host
from reportgen.preview.opening import private_address
from reportgen.preview.session import Preview
from reportgen.preview.starting import Choice

__all__ = ["Choice", "Edition", "Host", "Preview", "private_address"]
