package dev.inkstone.checkpoint;

import dev.inkstone.tensor.Shape;

/** What a header says about a tensor: where its bytes are, counted from the first behind the header. */
record Entry(String name, Dtype type, Shape shape, long begin, long end) {}
