// A matrix of pairs drawn as a ring of places joined by lines; the table beside it says the same.
addEventListener("DOMContentLoaded", () => {
  for (const plot of document.querySelectorAll("[data-pairs]")) {
    const table = document.getElementById(plot.dataset.pairs);
    const colour = (name) => {
      const probe = document.createElement("span");
      probe.style.color = `var(${name})`;
      document.body.append(probe);
      const found = getComputedStyle(probe).color;
      probe.remove();
      return found;
    };
    const rows = [...table.tBodies[0].rows].map((row) => ({
      name: row.cells[0].textContent,
      counts: [...row.cells].slice(1).map((cell) => Number.parseInt(cell.textContent.replace("·", ""), 10) || 0),
    }));
    const largest = Math.max(1, ...rows.map((row, at) => row.counts[at]));
    const nodes = rows.map((row, at) => ({ name: row.name, value: row.counts[at], symbolSize: 10 + (34 * row.counts[at]) / largest }));
    const links = rows.flatMap((row, at) =>
      row.counts.slice(at + 1).map((count, after) => ({ source: at, target: at + 1 + after, value: count, lineStyle: { width: 1 + count } })),
    ).filter((link) => link.value);
    plot.hidden = false;
    const draw = () => chart.setOption({
      animation: false,
      series: [{
        type: "graph", layout: "circular", circular: { rotateLabel: false }, left: "15%", right: "15%", top: 40, bottom: 40,
        data: nodes, links, label: { show: true, position: "right", color: colour("--ink"), fontSize: 14, fontFamily: getComputedStyle(document.body).fontFamily },
        itemStyle: { color: colour("--accent") }, lineStyle: { color: colour("--edge"), curveness: 0.2, opacity: 0.7 },
        emphasis: { focus: "adjacency", lineStyle: { color: colour("--accent") } },
      }],
    });
    const chart = echarts.init(plot, null, { renderer: "canvas" });
    draw();
    addEventListener("resize", () => chart.resize());
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  }
});
