package org.konsil.web.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.konsil.rawdata.RawDataOperation;

/** The operation is one of those whose performance gematik is told of (A_22005). */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Measured {
  RawDataOperation value();
}
