// An import under way goes on by itself; pressing "stop" comes first.
let halted = false;
document.addEventListener("click", event => { halted = halted || event.target.closest("[data-halts]") !== null; });
document.addEventListener("turbo:load", () => {
  halted = false;
  const form = document.querySelector("form[data-goes-on]");
  if (form) {
    setTimeout(() => { if (!halted && form.isConnected) form.requestSubmit(); }, 300);
  }
});
