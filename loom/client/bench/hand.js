// The table by hand: rows are kept in an array, new ones are copies of one that is ready.
globalThis.start = () => {
  const table = document.querySelector("tbody");
  const rows = [...table.rows];
  const pattern = document.createElement("tr");
  pattern.innerHTML = "<td> </td><td> </td><td> </td>";
  const make = ([id, name, text, value]) => {
    const row = pattern.cloneNode(true);
    row.id = id;
    row.className = name;
    const first = row.firstChild;
    const second = first.nextSibling;
    first.firstChild.data = id;
    second.firstChild.data = text;
    second.nextSibling.firstChild.data = value;
    return row;
  };
  const changes = {
    cell(at, value) {
      rows[at].lastChild.textContent = value;
    },
    update(at, name, value) {
      rows[at].className = name;
      rows[at].lastChild.textContent = value;
    },
    tenth(names, values) {
      for (let i = 0; i < values.length; i++) changes.update(i * 10, names[i], values[i]);
    },
    classes(a, first, b, second) {
      rows[a].className = first;
      rows[b].className = second;
    },
    swap(a, b) {
      const [first, second] = [rows[a], rows[b]];
      const after = second.nextSibling;
      table.insertBefore(second, first);
      table.insertBefore(first, after);
      rows[a] = second;
      rows[b] = first;
    },
    remove(at, count) {
      if (count === rows.length) table.replaceChildren();
      else for (let i = 0; i < count; i++) rows[at + i].remove();
      rows.splice(at, count);
    },
    insert(at, fresh) {
      const nodes = new DocumentFragment();
      const made = [];
      for (const values of fresh) {
        const row = make(values);
        made.push(row);
        nodes.append(row);
      }
      table.insertBefore(nodes, rows[at] ?? null);
      if (at === rows.length) for (const row of made) rows.push(row);
      else rows.splice(at, 0, ...made);
    },
  };
  return ({ data }) => {
    const message = JSON.parse(data);
    changes[message[0]](message[1], message[2], message[3], message[4]);
  };
};
