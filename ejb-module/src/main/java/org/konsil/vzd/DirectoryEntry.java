package org.konsil.vzd;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * An organisation or a practitioner.
 *
 * @param telematikId empty when the directory does not tell
 * @param specialties in the words of the directory
 * @param city empty when the directory does not tell
 * @param contacts whom to write to; none when the entry cannot be reached by TI-M
 */
public record DirectoryEntry(
    String name,
    @JsonProperty("telematik_id") String telematikId,
    List<String> specialties,
    String city,
    List<Contact> contacts) {

  /**
   * An account behind the entry.
   *
   * @param type tim for a person, tim-fa for a functional account, tim-bot for a chatbot
   */
  public record Contact(@JsonProperty("user_id") String userId, String name, String type) {}
}
