package dev.inkstone.tensorboard;

/** Numbers in pixels: digits and {@code >}, 3 pixels wide and 5 high, each drawn as a square of {@value #PIXEL}. */
final class Caption {
    static final int PIXEL = 2;
    static final int HEIGHT = 5 * PIXEL;

    private static final String CHARACTERS = "0123456789>-";
    /** Five rows of three pixels for each character; the lowest bit is the right pixel of the last row. */
    private static final int[] PIXELS = {
        0b111_101_101_101_111, 0b010_110_010_010_111, 0b111_001_111_100_111, 0b111_001_111_001_111,
        0b101_101_111_001_001, 0b111_100_111_001_111, 0b111_100_111_101_111, 0b111_001_010_010_010,
        0b111_101_111_101_111, 0b111_101_111_001_111, 0b100_010_001_010_100, 0b000_000_111_000_000,
    };

    private static final int ADVANCE = 4 * PIXEL;

    private Caption() {}

    static int width(int characters) {
        return characters * ADVANCE;
    }

    /** Draws {@code text} and returns the column behind it. */
    static int draw(Picture picture, int row, int column, String text, byte... colour) {
        for (int i = 0; i < text.length(); i++) {
            int pixels = PIXELS[CHARACTERS.indexOf(text.charAt(i))];
            for (int bit = 0; bit < 15; bit++) {
                if ((pixels >> (14 - bit) & 1) == 1) {
                    int x = column + i * ADVANCE + bit % 3 * PIXEL;
                    picture.square(row + bit / 3 * PIXEL, x, PIXEL, colour);
                }
            }
        }
        return column + width(text.length());
    }
}
