package org.konsil.web.admin;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import org.konsil.administration.Page;
import org.konsil.core.error.MatrixException;

/** Which part of a list is wanted: so many after so many. */
public class PageQuery {
  @QueryParam("from")
  @DefaultValue("0")
  private int from;

  @QueryParam("limit")
  @DefaultValue("100")
  private int limit;

  int first() {
    if (from < 0) {
      throw MatrixException.invalidParam("from is negative");
    }
    return from;
  }

  int count() {
    if (limit < 1) {
      throw MatrixException.invalidParam("limit is less than 1");
    }
    return Math.min(limit, Page.LARGEST);
  }
}
