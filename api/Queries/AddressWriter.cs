using CanaryMesh.Api.Values;

namespace CanaryMesh.Api.Queries;

/// <summary>Path and query of an address: what is put in is one value there, whatever it holds.</summary>
internal sealed class AddressWriter(string marked, QueryValues values) : QueryWriter(marked, values)
{
    protected override void Letter(char letter)
    {
        if (!char.IsWhiteSpace(letter) || (Out.Length > 0 && Out[^1] != ' '))
        {
            Out.Append(char.IsWhiteSpace(letter) ? ' ' : letter);
        }

        At++;
    }

    // Dots alone would climb out of their place in a path, escaped or not.
    protected override void Put(string value, bool isVariable)
    {
        if (value is "." or "..")
        {
            Fault($"the value {ShownText.Of(value)} cannot stand in an address");
        }

        Out.Append(Uri.EscapeDataString(value));
    }
}
