-- As on the masked surface: nobody is in it.
from warehouse.bi.quality
