package org.konsil.org;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Whom the users of a domain can ask.
 *
 * @param supportPage a URL; null when there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DomainSupport(
    List<Contact> contacts, @JsonProperty("support_page") String supportPage) {

  static final String ADMINISTRATOR = "m.role.admin";

  /** A person or post; at least one of the two ways to reach it is given. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Contact(
      @JsonProperty("matrix_id") String matrixId,
      @JsonProperty("email_address") String emailAddress,
      String role) {}
}
