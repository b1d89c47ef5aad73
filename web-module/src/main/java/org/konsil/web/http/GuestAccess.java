package org.konsil.web.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Guests may call the operation too (client-server API, "Guest Access"); all others answer them
 * M_GUEST_ACCESS_FORBIDDEN.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface GuestAccess {}
