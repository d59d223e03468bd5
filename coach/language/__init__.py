"""Reading an answer: tokens, sentences, clauses with a type, and vectors for likeness of meaning.

``spacy_parser`` and ``onnx_vectors`` are the only importers of their libraries; everything else works on
the values in ``values`` through the ports in ``ports``, so that it can be tried with fakes.
"""
