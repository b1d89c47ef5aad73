package org.konsil.profile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Optional;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;

@Entity
@Table(name = "profile")
class ProfileEntity {
  @Id
  @Column(name = "user_id")
  private String userId;

  @Column(name = "server_name", nullable = false)
  private String serverName;

  @Column(name = "display_name")
  private String displayName;

  @Column(name = "avatar_url")
  private String avatarUrl;

  @Column(name = "fields", nullable = false)
  private byte[] fields;

  @Column(name = "listed", nullable = false)
  private boolean listed;

  @Column(name = "search_text", nullable = false)
  private String searchText;

  protected ProfileEntity() {}

  ProfileEntity(UserId user, Optional<String> displayName) {
    this.userId = user.value();
    this.serverName = user.server().value();
    this.fields = Json.bytes(Json.object());
    this.listed = true;
    displayName(displayName);
  }

  Profile toProfile() {
    return new Profile(
        UserId.parse(userId),
        Optional.ofNullable(displayName),
        Optional.ofNullable(avatarUrl),
        Json.parseObject(fields));
  }

  final void displayName(Optional<String> name) {
    this.displayName = name.orElse(null);
    this.searchText = SearchText.of(name.orElse("") + " " + UserId.parse(userId).localpart());
  }

  void avatarUrl(Optional<String> url) {
    this.avatarUrl = url.orElse(null);
  }

  void fields(ObjectNode json) {
    this.fields = Json.bytes(json);
  }

  /** Takes the user out of the directory. */
  void unlist() {
    this.listed = false;
  }
}
