/**
 * The endpoints of the OAuth 2.0 API that clients call themselves, under {@code /oauth2}. They
 * speak forms and the errors of OAuth 2.0, not of Matrix. What people see of it are pages, in
 * {@link org.konsil.web.ui.account}.
 */
package org.konsil.web.oauth;
