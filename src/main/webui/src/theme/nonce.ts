/** The nonce of this document: its policy allows no other style elements. Undefined with a development server. */
export const nonce = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce;

/**
 * Gives the nonce to each style element that scripts create. The component library passes its setting `csp` to most of
 * them, but not to those that hide the scroll bar behind a dialog and measure scroll bars.
 */
export function addNonceToStyles(): void {
  if (!nonce) return;
  const create = document.createElement.bind(document) as (name: string, options?: ElementCreationOptions) => HTMLElement;
  document.createElement = ((name: string, options?: ElementCreationOptions) => {
    const element = create(name, options);
    if (name === 'style') element.nonce = nonce;
    return element;
  }) as typeof document.createElement;
}
