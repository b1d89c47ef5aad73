package org.konsil.testdriver.matrix;

/**
 * A message as a device shows it.
 *
 * @param timestamp in milliseconds since the epoch
 * @param content of the m.room.message event, decrypted and after its edits; null when it was
 *     redacted or cannot be decrypted
 */
public record TimelineMessage(
    String roomId, String eventId, String sender, long timestamp, String content) {}
