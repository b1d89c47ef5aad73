package org.konsil.media;

import java.awt.geom.AffineTransform;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How a camera was held, as it wrote it into a JPEG (Exif 2.3, tag 0x0112): pixels are stored as
 * the sensor saw them, and a thumbnail without that note would lie on its side.
 *
 * @param value 1 (upright) to 8
 */
record ExifOrientation(int value) {
  static final ExifOrientation UPRIGHT = new ExifOrientation(1);

  private static final int START_OF_SCAN = 0xDA;
  private static final int APP1 = 0xE1;
  private static final long EXIF = 0x45786966_0000L;
  private static final int TAG = 0x0112;
  private static final int MAX_ENTRIES = 200;

  /** Of a JPEG's first bytes; upright when they do not say otherwise. */
  static ExifOrientation of(byte[] head) {
    try {
      return find(ByteBuffer.wrap(head));
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      return UPRIGHT;
    }
  }

  /** Whether width and height change places. */
  boolean swapsSides() {
    return value >= 5;
  }

  /** Turns and mirrors an image of the stored size so that it stands upright, from (0, 0) on. */
  AffineTransform upright(int width, int height) {
    return switch (value) {
      case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
      case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
      case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
      case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
      case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
      case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
      case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
      default -> new AffineTransform();
    };
  }

  private static ExifOrientation find(ByteBuffer jpeg) {
    jpeg.position(2);
    while ((jpeg.get() & 0xFF) == 0xFF) {
      int marker = jpeg.get() & 0xFF;
      int length = jpeg.getShort() & 0xFFFF;
      int end = jpeg.position() + length - 2;
      if (marker == START_OF_SCAN) {
        return UPRIGHT;
      }
      if (marker == APP1 && length > 16 && isExif(jpeg)) {
        return fromTiff(jpeg.slice());
      }
      jpeg.position(end);
    }
    return UPRIGHT;
  }

  private static boolean isExif(ByteBuffer segment) {
    long name = (segment.getInt() & 0xFFFFFFFFL) << 16 | segment.getShort() & 0xFFFF;
    return name == EXIF;
  }

  private static ExifOrientation fromTiff(ByteBuffer tiff) {
    boolean littleEndian = tiff.getShort() == 0x4949;
    tiff.order(littleEndian ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    tiff.getShort();
    tiff.position(tiff.getInt());
    int entries = Math.min(tiff.getShort() & 0xFFFF, MAX_ENTRIES);
    for (int i = 0; i < entries; i++) {
      int tag = tiff.getShort() & 0xFFFF;
      tiff.getShort();
      tiff.getInt();
      int value = tiff.getShort() & 0xFFFF;
      tiff.getShort();
      if (tag == TAG) {
        return value >= 1 && value <= 8 ? new ExifOrientation(value) : UPRIGHT;
      }
    }
    return UPRIGHT;
  }
}
