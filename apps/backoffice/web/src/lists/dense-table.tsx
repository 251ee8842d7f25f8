import { Table } from '@mantine/core';
import type { ReactNode } from 'react';

import lists from './lists.module.css';

interface DenseTableProps {
  /** Of the columns; the last stands at the end of the line. */
  heads: string[];
  /** Rows. */
  children: ReactNode;
}

/** A table of many short rows. */
export const DenseTable = ({ heads, children }: DenseTableProps) => (
  <Table highlightOnHover className={`${lists.table} ${lists.dense}`}>
    <Table.Thead>
      <Table.Tr>
        {heads.map((head, column) => (
          <Table.Th key={head} ta={column === heads.length - 1 ? 'end' : undefined}>
            {head}
          </Table.Th>
        ))}
      </Table.Tr>
    </Table.Thead>
    <Table.Tbody>{children}</Table.Tbody>
  </Table>
);
