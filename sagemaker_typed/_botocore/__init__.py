"""Everything that touches botocore's insides: what the next botocore may break is in this folder.

``names`` lists what botocore does not document and is used here. ``bodies`` and ``values`` import
nothing of ours, because the layers below this one use them.
"""
