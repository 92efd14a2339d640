// Right after the language switch: it shows the languages that are read.
{
  const { reading } = document.documentElement.dataset;
  const radio = document.getElementById(`l-${reading}`) as HTMLInputElement;
  radio.checked = true;
}
