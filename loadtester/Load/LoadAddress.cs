namespace CanaryMesh.LoadTester.Load;

/// <summary>Where load goes.</summary>
internal static class LoadAddress
{
    public const string Words = "an absolute http or https address, such as http://web-canary.shop/";
    private const int Most = 2048;

    public static Uri? Parse(string text) =>
        text is { Length: > 0 and <= Most }
        && !text.Any(each => char.IsControl(each) || char.IsWhiteSpace(each))
        && Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address is { Scheme: "http" or "https", Host.Length: > 0 }
            ? address
            : null;
}
