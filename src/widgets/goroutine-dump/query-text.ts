/** The filter term for a state: quoted where the state's name holds a space. */
export function stateTerm(state: string): string {
  return /[\s"()]/.test(state) ? `state:"${state.replaceAll('"', '')}"` : `state:${state}`;
}
