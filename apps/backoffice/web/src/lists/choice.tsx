import { Input, SegmentedControl } from '@mantine/core';
import { useId } from 'react';

interface ChoiceProps<Value extends string> {
  label: string;
  value: Value;
  data: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
}

/** One of a few, all of them in sight. */
export const Choice = <Value extends string>({ label, value, data, onChange }: ChoiceProps<Value>) => {
  const id = useId();

  return (
    <div>
      <Input.Label id={id} component="div">
        {label}
      </Input.Label>
      <SegmentedControl<Value>
        aria-labelledby={id}
        display="flex"
        value={value}
        onChange={onChange}
        data={[...data]}
      />
    </div>
  );
};
