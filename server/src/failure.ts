/**
 * Something that only a person can put right, such as a taken port. Its message is one sentence
 * that says what is wrong and what to do; the process prints it and ends with a non-zero code.
 */
export class Failure extends Error {
  override readonly name = "Failure";
}
