package org.konsil.testdriver.matrix;

import java.util.List;
import java.util.Optional;

/**
 * A logged-in device of a real Matrix client: it syncs, encrypts and decrypts by itself. What the
 * client does without encryption is {@link MatrixApi}, with this device's access token.
 *
 * <p>Every method may be called by any thread and blocks for some seconds at most. Each throws
 * {@link Refusal} for what the homeserver refuses, with its status, or with 504 when the client
 * does not get there in time. JSON is passed as text.
 */
public interface MatrixDevice {

  String userId();

  String deviceId();

  /** The one that is good now; it may change. */
  String accessToken();

  /**
   * Sends a message, encrypted where the room is, to everyone whom the server names as joined now.
   *
   * @param content of the m.room.message event
   * @return its event id
   */
  String send(String roomId, String content);

  /** Sends a message that takes the place of another one (m.replace). */
  String replace(String roomId, String eventId, String content);

  /** Redacts a message, and returns when this device shows it as redacted. */
  void redact(String roomId, String eventId);

  /**
   * The messages of a joined or left room, the newest first, each as it reads after its edits.
   *
   * @param limit how many events of the room are looked at
   */
  List<TimelineMessage> messages(String roomId, int limit);

  Optional<TimelineMessage> message(String roomId, String eventId);

  /**
   * Encrypts a file and uploads it.
   *
   * @return an EncryptedFile, as the {@code file} of a message
   */
  String upload(byte[] bytes);

  /**
   * Downloads a file, verifies and decrypts it.
   *
   * @param encryptedFile the {@code file} of a message
   */
  byte[] download(String encryptedFile);

  /** The key by which another device of the account opens its secrets; empty when unknown here. */
  Optional<String> recoveryKey();

  /** Verifies this device by the recovery key; from then on it reads the key backup. */
  void recover(String recoveryKey);

  /** Logs the device out and forgets all that it knew. */
  void logout();
}
