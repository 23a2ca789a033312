"""How much of everything a file may ask for, in one place."""

MEGABYTE = 1024 * 1024

# The child process.
CHILDREN = 2  # at once, in each web process
WAIT_FOR_CHILD = 15  # seconds a request waits for its turn
WALL_SECONDS = 15
CPU_SECONDS = 10
ADDRESS_SPACE = 900 * MEGABYTE
WRITTEN_BYTES = 64 * MEGABYTE
OPEN_FILES = 64

# PDF.
HEAD = 1024
PAGES = 300
PAGE_TREE_NODES = 5_000
PAGE_SIDE = 14_400  # units of 1/72 inch: the largest that readers promise to show
OBJECTS = 100_000
FILTERS = 6
UNPACKED = 200 * MEGABYTE  # everything but pictures
UNPACKED_PICTURES = 600 * MEGABYTE  # about twenty uncompressed colour pages at 300 dots per inch
RATIO = 100
RATIO_FROM = 20 * MEGABYTE

# Pictures.
PIXELS = 50_000_000
BILEVEL_PIXELS = 150_000_000  # one bit each: an A4 fax page at 1200 dots per inch
JPEG_QUALITY = 88
PNG_LEVEL = 2
