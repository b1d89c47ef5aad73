package org.konsil.vzd;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * A page of results.
 *
 * @param available false when the directory cannot be asked now, which is no error: what is found
 *     elsewhere is still good
 * @param next where to go on; null on the last page
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DirectoryPage(boolean available, List<DirectoryEntry> entries, String next) {
  static final DirectoryPage UNAVAILABLE = new DirectoryPage(false, List.of(), null);
}
