package dev.inkstone.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;

/**
 * The characters of a stream in UTF-8, one by one. A {@code Reader} either throws away what stands before bytes that are none,
 * or puts U+FFFD in their place, which a file may also hold itself.
 */
final class Utf8Characters {
    static final int END = -1;
    /** Bytes that are no character; nothing is read behind them. */
    static final int DAMAGED = -2;

    private final InputStream in;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder(); // reports what it cannot decode
    private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16).limit(0);
    private final CharBuffer characters =
            CharBuffer.allocate(1 << 16).limit(0); // never too small: one for a byte at most
    private boolean ended;
    private boolean damaged;

    Utf8Characters(InputStream in) {
        this.in = in;
    }

    /** The next one as UTF-16 has it, or {@link #END}, or {@link #DAMAGED}. */
    int next() throws IOException {
        while (!characters.hasRemaining()) {
            if (damaged || ended) {
                return damaged ? DAMAGED : END;
            }
            decodeMore();
        }
        return characters.get();
    }

    private void decodeMore() throws IOException {
        bytes.compact();
        int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
        ended = read < 0;
        bytes.position(bytes.position() + Math.max(read, 0)).flip();
        characters.clear();
        damaged = decoder.decode(bytes, characters, ended).isError();
        characters.flip();
    }
}
