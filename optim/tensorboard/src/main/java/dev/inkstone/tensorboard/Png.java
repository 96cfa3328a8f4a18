package dev.inkstone.tensorboard;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes PNG (ISO/IEC 15948) with 8 bits a channel, without a toolkit for windows. */
final class Png {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    /** The colour type for each number of channels: grey, grey with alpha, RGB, RGB with alpha. */
    private static final byte[] COLOUR_TYPES = {0, 4, 2, 6};

    private Png() {}

    /** @param pixels {@code [height, width, channels]}, 1 to 4 channels; 0 is black */
    static byte[] encode(int height, int width, int channels, byte[] pixels) {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.writeBytes(SIGNATURE);
        ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height).put((byte) 8);
        chunk(png, "IHDR", header.put(COLOUR_TYPES[channels - 1]).array());
        chunk(png, "IDAT", compressed(height, width * channels, pixels));
        chunk(png, "IEND", new byte[0]);
        return png.toByteArray();
    }

    /** Each row stands behind a 0, which says that it is not filtered. */
    private static byte[] compressed(int height, int rowBytes, byte[] pixels) {
        Deflater deflater = new Deflater();
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] row = new byte[rowBytes + 1];
            byte[] buffer = new byte[8192];
            for (int y = 0; y < height; y++) {
                System.arraycopy(pixels, y * rowBytes, row, 1, rowBytes);
                deflater.setInput(row);
                drain(deflater, buffer, out);
            }
            deflater.finish();
            drain(deflater, buffer, out);
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static void drain(Deflater deflater, byte[] buffer, ByteArrayOutputStream out) {
        for (int n = deflater.deflate(buffer); n > 0; n = deflater.deflate(buffer)) {
            out.write(buffer, 0, n);
        }
    }

    private static void chunk(ByteArrayOutputStream png, String type, byte[] data) {
        byte[] typeAndData = ByteBuffer.allocate(4 + data.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(data)
                .array();
        CRC32 crc = new CRC32();
        crc.update(typeAndData);
        png.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        png.writeBytes(typeAndData);
        png.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
}
