using CanaryMesh.Document.Tests.Seed;

namespace CanaryMesh.Document.Tests.Stage;

public sealed class ReadmeTests
{
    [Fact]
    public void EveryRow_OfTheReadme_IsAboutAHeadingOfTheDocument()
    {
        Assert.NotEmpty(Readme.Headings);
        Assert.All(Readme.Headings, heading => Assert.True(FlaggerDocument.HasHeading(heading), $"the document has no heading '{heading}'"));
    }
}
