namespace CanaryMesh.Webhook.Checking;

/// <summary>Addresses that people name in manifests. Which of them may be called is decided where they are called.</summary>
internal static class Addresses
{
    public const string Words = "an absolute http or https address, such as http://loadtester.test/";
    private const int Most = 2048;

    public static bool IsHttp(string? text) =>
        text is { Length: > 0 and <= Most }
        && !text.Any(each => char.IsControl(each) || char.IsWhiteSpace(each))
        && Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address.Scheme is "http" or "https"
        && address.Host.Length > 0;
}
