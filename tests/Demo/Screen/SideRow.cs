namespace CanaryMesh.Demo.Screen;

/// <summary>One side of the split.</summary>
internal sealed record SideRow(string Side, string Version, long Requests, long Failed, double ErrorRate, double? P99);
