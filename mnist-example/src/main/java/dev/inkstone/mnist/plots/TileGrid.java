package dev.inkstone.mnist.plots;

import java.awt.image.BufferedImage;
import java.util.List;

/** Pictures of one size in rows, with lines of text under each. */
final class TileGrid {
    private static final int LINE = 16;
    private static final int GAP = 14;
    /** No wider, as far as captions allow. */
    private static final int WIDTH = 960;

    /**
     * A picture in the grid.
     *
     * @param picture of the same size as the others
     * @param captions under it, as many as the others have
     */
    record Tile(BufferedImage picture, List<String> captions) {}

    private TileGrid() {}

    /** The tiles in rows of at most {@code columns}, enlarged to about {@code side} pixels each. */
    static BufferedImage draw(String title, String subtitle, List<Tile> tiles, int columns, int side) {
        if (tiles.isEmpty()) {
            Canvas empty = new Canvas(Canvas.headingWidth(title, subtitle), 2 * Canvas.MARGIN + 50);
            empty.heading(title, subtitle);
            return empty.image();
        }
        BufferedImage first = tiles.get(0).picture();
        int longest = Math.max(first.getWidth(), first.getHeight());
        double scale = longest > side ? (double) side / longest : Math.max(1, side / longest);
        int tileWidth = (int) Math.ceil(scale * first.getWidth());
        int tileHeight = (int) Math.ceil(scale * first.getHeight());

        int cellWidth = Math.max(tileWidth, captionWidth(tiles)) + GAP;
        int cellHeight = tileHeight + LINE * tiles.get(0).captions().size() + GAP;
        int across = Math.max(1, Math.min(Math.min(columns, tiles.size()), (WIDTH - 2 * Canvas.MARGIN) / cellWidth));
        int down = (tiles.size() + across - 1) / across;

        int width = Math.max(across * cellWidth + 2 * Canvas.MARGIN, Canvas.headingWidth(title, subtitle));
        Canvas canvas = new Canvas(width, Canvas.MARGIN + 60 + down * cellHeight + Canvas.MARGIN - GAP);
        int top = canvas.heading(title, subtitle);
        for (int i = 0; i < tiles.size(); i++) {
            int middle = Canvas.MARGIN + i % across * cellWidth + cellWidth / 2;
            int y = top + i / across * cellHeight;
            canvas.picture(tiles.get(i).picture(), middle - tileWidth / 2, y, tileWidth, tileHeight);
            for (String caption : tiles.get(i).captions()) {
                y += LINE;
                canvas.text(Canvas.SMALL, Canvas.INK, caption, middle, tileHeight + y - 1, Canvas.Align.CENTER);
            }
        }
        return canvas.image();
    }

    private static int captionWidth(List<Tile> tiles) {
        return tiles.stream()
                .flatMap(tile -> tile.captions().stream())
                .mapToInt(caption -> Canvas.width(Canvas.SMALL, caption))
                .max()
                .orElse(0);
    }
}
