namespace Comity.Cli.Demo.Door;

/// <summary>Wording of the door and the tour: DoorTexts.resx and its translations.</summary>
public sealed class DoorTexts;
