package org.konsil.web.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** On the body of an operation that may be larger than others: how many bytes of JSON it takes. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface BodyLimit {
  /** Of operations that carry many items of up to the size of an event, 65,536 bytes, each. */
  int MANY_ITEMS = 200 * 65_536;

  /** The largest body, in bytes; one byte more is M_TOO_LARGE. */
  int value();
}
