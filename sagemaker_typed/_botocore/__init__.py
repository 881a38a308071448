"""All code that depends on botocore internals, and so may break with the next botocore release.

``names`` lists the undocumented parts of botocore that are used here. ``bodies`` and ``values``
import no other module of this package, because lower layers use them.
"""
