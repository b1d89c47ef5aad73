package org.konsil.web.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;
import org.konsil.administration.Page;

/**
 * A part of a list.
 *
 * @param total how many items the whole list has
 * @param next the {@code from} of the next part; null when this is the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PageResponse<T>(List<T> items, long total, Integer next) {
  static <S, T> PageResponse<T> of(Page<S> page, Function<S, T> view) {
    int end = page.first() + page.items().size();
    boolean more = !page.items().isEmpty() && end < page.total();
    return new PageResponse<>(
        page.items().stream().map(view).toList(), page.total(), more ? end : null);
  }
}
