"""Reading an answer: tokens, sentences, clauses with a type, and vectors for likeness of meaning.

``spacy_parser`` and ``onnx_network`` are the only importers of their libraries, the second for the vectors
and the reader; everything else works on the values in ``values`` through the ports in ``ports``, so that it
can be tried with fakes.
"""
