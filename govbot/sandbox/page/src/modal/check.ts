// What Slack itself checks in a form before the app hears of it.
import { fieldOf, isEmpty } from "../elements/values";
import type { Block, Element, FieldValue } from "../types";
import type { Form } from "./useFormValues";

/** What is wrong, by block_id. */
export function checkForm(blocks: Block[], form: Form): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const block of blocks) {
    if (block.type !== "input" || !block.element || block.element.type === "file_input") continue;
    const value = form.read(block.block_id ?? "", block.element);
    const wrong = isEmpty(value)
      ? !block.optional && "Please complete this required field."
      : checkOne(block.element, value);
    if (wrong) errors[block.block_id ?? ""] = wrong;
  }
  return errors;
}

function checkOne(element: Element, value: FieldValue): string | false {
  const text = String(value[fieldOf(element.type)] ?? "");
  switch (element.type) {
    case "plain_text_input":
      return tooShort(text, element.min_length ?? 0);
    case "email_text_input":
      return !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) && "Enter an email address like name@example.com.";
    case "url_text_input":
      return !/^https?:\/\/\S+$/i.test(text) && "Enter a whole address, starting with https://.";
    case "number_input":
      return checkNumber(text, element);
    case "datepicker":
      return !/^\d{4}-\d\d-\d\d$/.test(text) && "Enter a date with a year of four digits.";
    default:
      return false;
  }
}

const tooShort = (text: string, shortest: number) =>
  text.length < shortest && `Enter at least ${shortest} characters.`;

function checkNumber(text: string, element: Element): string | false {
  const whole = element.is_decimal_allowed ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/;
  if (!whole.test(text.trim())) {
    return element.is_decimal_allowed ? "Enter a number, like 12.50." : "Enter a whole number, like 12.";
  }
  const { min_value: least, max_value: most } = element;
  if (least !== undefined && Number(text) < Number(least)) return `Enter ${least} or more.`;
  if (most !== undefined && Number(text) > Number(most)) return `Enter ${most} or less.`;
  return false;
}
